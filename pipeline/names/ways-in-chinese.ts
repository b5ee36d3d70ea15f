/** The ways of imitation as an officer calls them; sentences and pages use these words. */
const WAYS: Readonly<Record<string, string>> = {
  glyph: '形近字',
  sound: '音近字',
  substitute: '换字',
  'latin-edit': '改动字母',
  variant: '异体字',
  traditional: '繁体字',
  reorder: '换序',
  leet: '数字代字母',
  keyboard: '邻键字母',
  pinyin: '拼音',
  number: '数字谐音',
  duplicate: '叠字',
  separator: '插入分隔符',
  space: '插入空格',
  insert: '添字',
  delete: '减字',
  affix: '加常用词',
  split: '拆字',
  merge: '合字',
  translation: '外文翻译',
  meaning: '近义或反义',
  confusable: '形近外文字母',
  invisible: '不可见字符',
  emoji: '表情符号',
  fullwidth: '全角字符',
}

/** @returns the Chinese word, or the term itself where it has none */
export function wayInChinese(mechanism: string): string {
  return WAYS[mechanism] ?? mechanism
}
