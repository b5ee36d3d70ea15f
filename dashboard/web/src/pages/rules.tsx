import { useContext, useEffect, useState } from 'preact/hooks'
import type { RulesAnswer } from '../../../server/api.ts'
import type { RuleExample } from '../../../server/services.ts'
import { get } from '../client.ts'
import { TrialBadge } from '../parts/badges.tsx'
import { Empty } from '../parts/empty.tsx'
import { Basis } from '../parts/facts-pane.tsx'
import { LanguageContext, useText } from '../text/messages.ts'

type Rule = RulesAnswer['rules'][number]

/** Every rule with its law, its examples and how often officers agreed. */
export function RulesPage({ id }: { id?: string }) {
  const { text, language } = useContext(LanguageContext)
  const [rules, setRules] = useState<readonly Rule[]>()
  const [search, setSearch] = useState('')
  useEffect(
    () =>
      void get<RulesAnswer>('rules').then(
        ({ rules }) => setRules(rules),
        () => setRules([]),
      ),
    [],
  )
  if (!rules) return <p class="loading">{text.common.loading}</p>
  if (rules.length === 0) return <Empty title={text.rules.emptyTitle}>{text.rules.emptyText}</Empty>
  const matches = rules.filter((rule) =>
    `${rule.id} ${rule.title.zh} ${rule.title.en} ${rule.verdict}`.toLowerCase().includes(search.trim().toLowerCase()),
  )
  const chosen = rules.find((rule) => rule.id === id) ?? matches[0]
  const families = [...new Set(matches.map((rule) => rule.family))]
  return (
    <section class="page split">
      <div class="side">
        <label>
          <span class="unseen">{text.rules.search}</span>
          <input
            type="search"
            placeholder={`${text.rules.search} · ${text.rules.count(rules.length)}`}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
        {families.map((family) => (
          <div key={family}>
            <h3>{text.rules.families[family] ?? family}</h3>
            <ul>
              {matches
                .filter((rule) => rule.family === family)
                .map((rule) => (
                  <li key={rule.id}>
                    <a href={`/rules/${rule.id}`} aria-current={rule === chosen ? 'true' : undefined}>
                      <code>{rule.id}</code> {rule.title[language]}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
      {chosen && <RuleSheet key={chosen.id} rule={chosen} />}
    </section>
  )
}

function RuleSheet({ rule }: { rule: Rule }) {
  const { text, language } = useContext(LanguageContext)
  const { case: kase, order, dismiss, doubt } = rule.decided
  const clear = kase + order + dismiss
  return (
    <article class="rule-sheet">
      <header>
        <h2>
          <code>{rule.id}</code> {rule.title[language]}
        </h2>
        <span class={`role ${rule.role}`}>{text.rules.roles[rule.role]}</span>
        {rule.role === 'accuse' && <span class="verdict">{text.verdicts[rule.verdict]}</span>}
        {rule.status === 'trial' && <TrialBadge />}
        <span class="hint version" title={rule.version}>
          {text.rules.version} {rule.version.slice(0, 10)}
        </span>
      </header>
      {rule.role === 'accuse' && (
        <dl class="figures">
          <div>
            <dt>{text.rules.openCount}</dt>
            <dd>{rule.open}</dd>
          </div>
          <div>
            <dt>{text.rules.decidedCount}</dt>
            <dd>{clear + doubt}</dd>
          </div>
          <div title={text.rules.precisionHint}>
            <dt>{text.rules.precision}</dt>
            <dd>
              {clear === 0 ? (
                <small>{text.rules.noDecisions}</small>
              ) : (
                `${Math.round(((kase + order) / clear) * 100)}% (${kase + order}/${clear})`
              )}
            </dd>
          </div>
        </dl>
      )}
      {rule.basis.length > 0 && (
        <>
          <h3>{text.rules.basis}</h3>
          <ul class="basis">
            {rule.basis.map((basis) => (
              <Basis key={`${basis.law}${basis.article}${basis.validFrom}`} basis={basis} />
            ))}
          </ul>
        </>
      )}
      {rule.missing.length > 0 && (
        <>
          <h3>{text.rules.missing}</h3>
          <ul class="missing">
            {rule.missing.map((fact) => (
              <li key={fact.fact}>
                <p class="question">{fact.question}</p>
                <p>{text.finding.lookup + text.common.colon + fact.lookup}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{text.rules.examples}</h3>
      {(['fires', 'quiet', 'twin'] as const).map((kind) => (
        <Examples key={kind} title={text.rules[kind]} kind={kind} examples={rule.examples[kind]} />
      ))}
    </article>
  )
}

function Examples({ title, kind, examples }: { title: string; kind: string; examples: readonly RuleExample[] }) {
  const text = useText()
  return (
    <div class={`examples must-${kind}`}>
      <h4>{title}</h4>
      <ul>
        {examples.map(({ listing, why }, at) => (
          <li key={at}>
            <p>{[listing.title, listing.description].filter(Boolean).join(' — ')}</p>
            {listing.labels?.map((label, n) => (
              <p key={n}>
                <span class="hint">{text.labelPlaces[label.where]}</span> {label.text}
              </p>
            ))}
            {why && <p class="hint">{why}</p>}
          </li>
        ))}
      </ul>
    </div>
  )
}
