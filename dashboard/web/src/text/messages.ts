import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Every text of the pages. The Chinese table is the model; another language has the same shape or does not compile. */
export type Messages = typeof zh

export const LANGUAGES = { zh, en } as const satisfies Record<string, Messages>
export type Language = keyof typeof LANGUAGES

const KEY = 'zhixun.language'

export function storedLanguage(): Language {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(KEY, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

interface LanguageContext {
  language: Language
  text: Messages
  choose: (language: Language) => void
}

export const LanguageContext = createContext<LanguageContext>({ language: 'zh', text: zh, choose: () => {} })

export function useText(): Messages {
  return useContext(LanguageContext).text
}
