/** Digits, numerals and the forms used on cheques (大写), by value. */
const FORMS: readonly string[] = [
  '0零〇',
  '1一壹弌幺',
  '2二贰貳两弍',
  '3三叁叄參弎',
  '4四肆',
  '5五伍',
  '6六陆',
  '7七柒',
  '8八捌',
  '9九玖',
  '十拾',
  '百佰',
  '千仟',
]

const VALUES: ReadonlyMap<number, number> = new Map(
  FORMS.flatMap((forms, value) => Array.from(forms, (form): [number, number] => [form.codePointAt(0) ?? 0, value])),
)

/** The value that a character stands for, or undefined: 七, 7 and 柒 are 7 (十 is 10, 百 is 11, 千 is 12). */
export function numeralValue(code: number): number | undefined {
  return VALUES.get(code)
}

/** Other ways to write a numeral that is part of a name: 七 gives 7 and 柒; none for digits themselves and for other characters. */
export function numeralForms(code: number): string[] {
  const value = VALUES.get(code)
  if (value === undefined || code < 0x80) return []
  return Array.from(FORMS[value] ?? '').filter((form) => form.codePointAt(0) !== code && form !== '〇' && form !== '零')
}
