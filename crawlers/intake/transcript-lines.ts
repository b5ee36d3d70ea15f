/** One thing said. */
export interface Utterance {
  /** 1-based line of the file where it begins. */
  line: number
  /** As the file writes it: `00:12:03`, `2026-03-05 20:11:02`. */
  time?: string
  speaker?: string
  text: string
  /** What else the line says of it (JSON Lines only). */
  more?: Record<string, string>
}

export interface TranscriptLines {
  utterances: Utterance[]
  /** What the file says of the whole: title, platform, url, seller (JSON Lines only). */
  about: Record<string, unknown>
  faults: { line: number; expected: string; kept: string }[]
}

/** Which of the forms a transcript is in; told by its name, else by its first lines. */
export function transcriptLines(text: string, name: string): TranscriptLines {
  const body = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  if (/\.jsonl$|\.ndjson$/i.test(name) || /^\s*\{.*\}\s*$/m.test(body.split('\n', 1)[0] ?? '')) return jsonLines(body)
  if (/^WEBVTT\b/.test(body) || CUE.test(body)) return { utterances: cues(body), about: {}, faults: [] }
  return { utterances: plainLines(body), about: {}, faults: [] }
}

const CLOCK = String.raw`(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?`
const CUE = new RegExp(String.raw`^(${CLOCK})\s*-->\s*${CLOCK}.*$`, 'm')

/** Cues of SubRip and WebVTT: number or name, times, lines of text, blank line. */
function cues(body: string): Utterance[] {
  const utterances: Utterance[] = []
  const lines = body.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const time = CUE.exec(lines[i] ?? '')?.[1]?.replace(/[.,]\d+$/, '')
    if (time === undefined) continue
    const line = i + 1
    const said: string[] = []
    while (i + 1 < lines.length && (lines[i + 1] ?? '').trim() !== '') said.push(lines[++i] ?? '')
    const voice = /<v(?:\.[^\s>]+)?\s+([^>]+)>/.exec(said.join(' '))?.[1]
    const words = said.join(' ').replace(/<[^>]*>|\{\\[^}]*\}/g, '').trim() // prettier-ignore
    if (words === '') continue
    const spoken = voice === undefined ? speakerOf(words) : { speaker: voice.trim(), text: words }
    utterances.push({ line, time, ...spoken })
  }
  return utterances
}

const STAMP = String.raw`(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+)?(?:上午|下午|晚上)?\s?${CLOCK}`
/** `[00:12:03] 主播：…`, `20:11 张三: …`, `2026-03-05 20:11:02 张三`. */
const STAMP_FIRST = new RegExp(String.raw`^\s*[[(（【]?(${STAMP})[\])）】]?\s*[-–—|]?\s*(.*)$`)
/** `张三 2026-03-05 20:11:02`, with the words on the next line, as chat programs export. */
const NAME_FIRST = new RegExp(String.raw`^\s*(\S[^\n:：]{0,30}?)\s*[(（[]?(${STAMP})[\])）]?\s*[:：]?$`)

function plainLines(body: string): Utterance[] {
  const utterances: Utterance[] = []
  let open: Utterance | undefined
  const begin = (utterance: Utterance): void => {
    open = utterance
    utterances.push(utterance)
  }
  for (const [at, raw] of body.split('\n').entries()) {
    const words = raw.trim()
    if (words === '') continue
    const named = NAME_FIRST.exec(words)
    const stamped = STAMP_FIRST.exec(words)
    if (named?.[1] !== undefined && stamped?.[1] === undefined)
      begin({ line: at + 1, time: named[2] ?? '', speaker: named[1].trim(), text: '' })
    else if (stamped?.[1] !== undefined) {
      const rest = stamped[2] ?? ''
      const spoken = speakerOf(rest)
      // A stamp with a bare name: what was said stands below.
      const isName =
        spoken.speaker === undefined && rest.length > 0 && rest.length <= 20 && !/[，。！？!?\s]/.test(rest) && hasWordsBelow(body, at)
      begin({ line: at + 1, time: stamped[1], ...(isName ? { speaker: rest, text: '' } : spoken) })
    } else {
      const spoken = speakerOf(words)
      if (spoken.speaker !== undefined || !open) begin({ line: at + 1, ...spoken })
      else open.text = open.text === '' ? words : `${open.text}\n${words}`
    }
  }
  return utterances.filter(({ text }) => text !== '')
}

/** Whether the next line goes on without a stamp or a speaker of its own. */
function hasWordsBelow(body: string, at: number): boolean {
  const next = (body.split('\n', at + 2)[at + 1] ?? '').trim()
  return next !== '' && !STAMP_FIRST.test(next) && !NAME_FIRST.test(next) && speakerOf(next).speaker === undefined
}

/** `主播：…`: a short word without punctuation before a colon. What is no speaker stays in the text. */
function speakerOf(words: string): { speaker?: string; text: string } {
  const match = /^[[【]?([^\s:：，。！？,!?"“”\]】]{1,16})[\]】]?\s*[:：]\s*(?!\/\/)(\S.*)$/s.exec(words)
  if (!match?.[1] || /^\d+$/.test(match[1]) || NOT_A_SPEAKER.test(match[1])) return { text: words }
  return { speaker: match[1], text: match[2] ?? '' }
}

/** Headings of what is shown, which a colon follows too. */
const NOT_A_SPEAKER = /(?:价|价格|产地|规格|净含量|专利号|证号|电话|地址|链接|日期|名称|配料|品牌|微信|https?)$/

const TIME_KEYS = ['time', 'timestamp', 'ts', 'start', 'at', 'date', '时间']
const SPEAKER_KEYS = ['speaker', 'user', 'nickname', 'nick', 'name', 'from', 'sender', 'author', 'role', '发言人', '昵称', '用户']
const TEXT_KEYS = ['text', 'content', 'message', 'msg', 'body', '内容', '文字']

function jsonLines(body: string): TranscriptLines {
  const read: TranscriptLines = { utterances: [], about: {}, faults: [] }
  for (const [at, raw] of body.split('\n').entries()) {
    if (raw.trim() === '') continue
    const line = at + 1
    let value: unknown
    try {
      value = JSON.parse(raw)
    } catch {
      read.faults.push({ line, expected: 'expected JSON', kept: raw })
      continue
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      read.faults.push({ line, expected: 'expected a JSON object', kept: raw })
      continue
    }
    const record = value as Record<string, unknown>
    const used = new Set<string>()
    const first = (keys: readonly string[]): string | undefined => {
      for (const key of keys) {
        const found = record[key]
        if (typeof found !== 'number' && (typeof found !== 'string' || found === '')) continue
        used.add(key)
        return String(found)
      }
      return undefined
    }
    const text = first(TEXT_KEYS)
    if (text !== undefined) {
      const time = first(TIME_KEYS)
      const speaker = first(SPEAKER_KEYS)
      const rest = Object.entries(record).filter(([key, item]) => !used.has(key) && item !== null && item !== '')
      const more = Object.fromEntries(rest.map(([key, item]) => [key, typeof item === 'string' ? item : JSON.stringify(item)]))
      read.utterances.push({
        line,
        ...(time === undefined ? {} : { time: clockOf(time) }),
        ...(speaker === undefined ? {} : { speaker }),
        text,
        ...(rest.length === 0 ? {} : { more }),
      })
    } else if (read.utterances.length === 0) Object.assign(read.about, record)
    else read.faults.push({ line, expected: 'expected a text', kept: raw })
  }
  return read
}

/** Seconds from the beginning, as speech recognition writes them, as a clock; what is longer than a day is left as it is. */
function clockOf(time: string): string {
  const seconds = Number(time)
  if (!/^\d+(?:\.\d+)?$/.test(time) || seconds >= 86_400) return time
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
}
