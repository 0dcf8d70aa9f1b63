import { en } from './en'
import { sv } from './sv'

/** Every language has the same sentences with the same gaps to fill; the compiler finds what is missing. */
export type Catalogue = { [Key in keyof typeof sv]: (typeof sv)[Key] extends string ? string : (typeof sv)[Key] }

export interface Language {
  tag: string
  words: Catalogue
}

export function languageFor(code: string): Language {
  return code.startsWith('en') ? { tag: 'en-GB', words: en } : { tag: 'sv-SE', words: sv }
}
