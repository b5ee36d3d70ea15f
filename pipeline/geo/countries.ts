/** Countries and regions that goods and foreign geographical indications come from, with the short forms that listings use. */
const COUNTRIES = (
  '法国 意大利 西班牙 葡萄牙 德国 奥地利 瑞士 英国 苏格兰 爱尔兰 荷兰 比利时 丹麦 瑞典 挪威 芬兰 波兰 捷克 匈牙利 罗马尼亚 保加利亚 希腊 塞浦路斯 ' +
  '克罗地亚 斯洛文尼亚 斯洛伐克 塞尔维亚 格鲁吉亚 乌克兰 俄罗斯 土耳其 以色列 伊朗 埃及 摩洛哥 突尼斯 南非 肯尼亚 埃塞俄比亚 印度 斯里兰卡 尼泊尔 巴基斯坦 ' +
  '泰国 越南 缅甸 老挝 柬埔寨 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 日本 韩国 朝鲜 蒙古国 哈萨克斯坦 美国 加拿大 墨西哥 古巴 牙买加 哥伦比亚 秘鲁 智利 阿根廷 巴西 ' +
  '澳大利亚 澳洲 新西兰'
).split(' ')

const SAME: Readonly<Record<string, string>> = { 苏格兰: '英国', 印尼: '印度尼西亚', 澳洲: '澳大利亚' }

/** The first foreign country that the text names, or undefined. */
export function countryIn(text: string): string | undefined {
  let first: { at: number; name: string } | undefined
  for (const name of COUNTRIES) {
    const at = text.indexOf(name)
    if (at >= 0 && (first === undefined || at < first.at || (at === first.at && name.length > first.name.length))) first = { at, name }
  }
  return first && (SAME[first.name] ?? first.name)
}
