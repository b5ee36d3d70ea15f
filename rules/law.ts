import { z } from 'zod'
import { projectRoot } from '../domain/index.ts'
import type { Day, LegalBasis } from '../domain/index.ts'
import { checkYaml, yamlError, yamlFilesIn } from './yaml-file.ts'
import type { YamlFile } from './yaml-file.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day, YYYY-MM-DD')
const certainty = z.enum(['verified', 'to-check'])

/** One file of rules/law/: a law with its editions, oldest first. */
const lawSchema = z.strictObject({
  /** Short name by which rules refer to it. */
  id: z.string(),
  title: z.string(),
  source: z.string(),
  editions: z
    .array(
      z.strictObject({
        edition: z.string(),
        from: day,
        to: day.optional(),
        certainty,
        /** How much lighter or heavier than the edition before, for conduct on both sides (行政处罚法 三十七). */
        change: z.string().optional(),
        articles: z.record(
          z.string(),
          z.union([
            z.string(),
            z.strictObject({ about: z.string(), certainty: certainty.optional(), from: day.optional(), to: day.optional() }),
          ]),
        ),
      }),
    )
    .min(1),
})

/** One article in one edition: what a finding may rest on and when. */
export interface Article {
  law: string
  title: string
  edition: string
  article: string
  about: string
  from: Day
  to?: Day
  certainty: 'verified' | 'to-check'
}

export interface BasisReference {
  law: string
  article: string
  edition?: string
  from?: Day
  to?: Day
  certainty?: 'to-check'
}

/** The dated table of articles. */
export interface LawTable {
  articles: readonly Article[]
  /** @returns the article, or what is wrong with the reference */
  resolve(reference: BasisReference): Article | string
}

/** @throws InputError with file and line for a table that cannot be read */
export function loadLaw(folder: URL = new URL('rules/law/', projectRoot)): LawTable {
  const articles = yamlFilesIn(folder, 'rules/law').flatMap(readLaw)
  const byLaw = new Map<string, Article[]>()
  for (const article of articles) byLaw.set(article.law, [...(byLaw.get(article.law) ?? []), article])
  return {
    articles,
    resolve(reference) {
      const known = byLaw.get(reference.law)
      if (!known) return `no law "${reference.law}" in rules/law`
      const found = known.filter(
        (a) => a.article === reference.article && (reference.edition === undefined || a.edition === reference.edition),
      )
      const [article, second] = found
      if (!article) return `${reference.law} has no article ${reference.article} in rules/law`
      if (second) return `article ${reference.article} stands in several editions of ${reference.law}: name the edition`
      return {
        ...article,
        from: reference.from && reference.from > article.from ? reference.from : article.from,
        to: reference.to ?? article.to,
        certainty: reference.certainty ?? article.certainty,
      }
    },
  }
}

function readLaw(file: YamlFile): Article[] {
  const law = checkYaml(file, lawSchema)
  const articles: Article[] = []
  for (const [index, edition] of law.editions.entries()) {
    if (edition.to !== undefined && edition.to < edition.from) throw yamlError(file, ['editions', index, 'to'], 'ends before it begins')
    for (const [article, entry] of Object.entries(edition.articles)) {
      const own = typeof entry === 'string' ? { about: entry } : entry
      articles.push({
        law: law.id,
        title: law.title,
        edition: edition.edition,
        article,
        about: own.about,
        from: own.from ?? edition.from,
        to: own.to ?? edition.to,
        certainty: own.certainty ?? edition.certainty,
      })
    }
  }
  return articles
}

/** For conduct that lies on both sides of a change of the law. */
const LIGHTER_LAW =
  '行为跨越新旧规定：行为时的规定与处理时的规定并列，新规定处罚较轻或者不再认定违法的适用新规定（行政处罚法第三十七条）；持续行为终了于新规定施行后的，由法制审核确定'

/** Whether any of the articles stood on `day`. */
export function standsOn(articles: readonly Article[], day: Day): boolean {
  return articles.some((article) => article.from <= day && (article.to === undefined || day <= article.to))
}

/** The articles that stood on the date of conduct, and, for a listing seen since an earlier day, those that stood since then. */
export function chooseBasis(articles: readonly Article[], asOf: Day, since: Day = asOf): LegalBasis[] {
  const chosen = articles.filter((article) => article.from <= asOf && (article.to === undefined || since <= article.to))
  const current = chosen.filter((article) => article.to === undefined || asOf <= article.to)
  const spans = since < asOf && chosen.some((article) => !current.includes(article) || article.from > since)
  return [...current, ...chosen.filter((article) => !current.includes(article))].map((article) => ({
    law: article.law,
    article: article.article,
    validFrom: article.from,
    ...(article.to === undefined ? {} : { validTo: article.to }),
    certainty: article.certainty,
    ...(spans ? { note: LIGHTER_LAW } : {}),
  }))
}
