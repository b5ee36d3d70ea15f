/** Chinese is the first language; English where `ZHIXUN_LANG` or the locale asks for it. */
const wanted = process.env['ZHIXUN_LANG'] ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
export const language: 'zh' | 'en' = wanted.toLowerCase().startsWith('en') ? 'en' : 'zh'

export function text(zh: string, en: string): string {
  return language === 'en' ? en : zh
}
