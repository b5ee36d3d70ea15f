import { useEffect, useState } from 'preact/hooks'
import type { RegistryAnswer } from '../../../server/api.ts'
import { get } from '../client.ts'
import { useText } from '../text/messages.ts'

/** The registry tables that decisions rest on now. */
export function RegistryPage() {
  const text = useText()
  const [answer, setAnswer] = useState<RegistryAnswer>()
  const [failed, setFailed] = useState(false)
  useEffect(() => void get<RegistryAnswer>('registry').then(setAnswer, () => setFailed(true)), [])
  if (!answer) return <p class="loading">{failed ? text.common.failed : text.common.loading}</p>
  return (
    <section class="page">
      <h2>{text.nav.registry}</h2>
      <table class="plain-table">
        <thead>
          <tr>
            <th>{text.registry.table}</th>
            <th>{text.registry.state}</th>
            <th>{text.registry.asOf}</th>
            <th class="num">{text.registry.rows}</th>
            <th>{text.registry.coverage}</th>
            <th>{text.registry.source}</th>
          </tr>
        </thead>
        <tbody>
          {answer.tables.map((table) => (
            <tr key={table.name}>
              <td>
                {text.registry.names[table.name]} <code>{table.name}</code>
              </td>
              <td>
                <span class={`state ${table.stale ? 'failed' : 'done'}`} title={table.stale ? text.registry.staleHint : undefined}>
                  {table.stale ? text.registry.stale : text.registry.fresh}
                </span>
              </td>
              <td>{table.asOf}</td>
              <td class="num">{table.rows.toLocaleString('en-US')}</td>
              <td>{table.complete ? text.registry.complete : text.registry.partial}</td>
              <td class="long">{table.source === 'shipped' ? text.registry.shipped : table.source}</td>
            </tr>
          ))}
          {answer.missing.map((name) => (
            <tr key={name} class="is-missing">
              <td>
                {text.registry.names[name]} <code>{name}</code>
              </td>
              <td>
                <span class="state interrupted">{text.registry.missing}</span>
              </td>
              <td colSpan={4}>{text.registry.missingHint}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer.tables.some((table) => table.stale) && <p class="hint">{text.registry.staleHint}</p>}
      <p class="hint">{text.registry.howTo}</p>
    </section>
  )
}
