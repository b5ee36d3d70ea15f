import type { LegalBasis } from '../../../domain/index.ts'

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const ARTICLE = /^([一二三四五六七八九十百零]+)(?:[(\uff08](\d)[)\uff09])?(?:[(\uff08]([一二三四五六七八九十]+)[)\uff09])?$/

/** The table's short form as documents cite it: `一百零一(1)(三)` is 第一百零一条第一款第（三）项. What has no number stays as it is. */
export function citedArticle(article: string): string {
  const match = ARTICLE.exec(article)
  if (!match) return article
  const [, number, paragraph, item] = match
  return [`第${number}条`, paragraph && `第${DIGITS[Number(paragraph)]}款`, item && `第\uff08${item}\uff09项`].filter(Boolean).join('')
}

/** 《商标法》第五十七条第（一）项 */
export function citation({ law, article }: Pick<LegalBasis, 'law' | 'article'>): string {
  return `${law.startsWith('《') ? law : `《${law}》`}${citedArticle(article)}`
}
