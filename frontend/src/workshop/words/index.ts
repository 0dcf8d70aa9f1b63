import { en } from './en'
import { leadingEn } from './leading-en'
import { leadingSv } from './leading-sv'
import { sv } from './sv'

type Same<T> = { [Key in keyof T]: T[Key] extends string ? string : T[Key] extends (...args: never[]) => string ? T[Key] : Same<T[Key]> }

/** Every language has the same sentences with the same gaps to fill; the compiler finds what is missing. */
export type SvWords = Same<typeof sv>
export type SvLeading = Same<typeof leadingSv>
export type Words = SvWords & { lead: SvLeading }

export function wordsFor(code: string): Words {
  return code.startsWith('en') ? { ...en, lead: leadingEn } : { ...sv, lead: leadingSv }
}
