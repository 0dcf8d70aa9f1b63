import { readiness, sameTexts, type Field, type Texts } from './texts'
import type { Clash } from './views'

/** One cell as it stands on the server and as it stands on the page. */
export class Cell {
  typed: Texts
  warnings: string[] = []
  /** What the server said no to, by field, and the words it said. */
  errors: Partial<Record<Field, string>> = {}
  clash: Clash | null = null
  private refused: Texts | null = null

  constructor(
    readonly key: string,
    public saved: Texts,
  ) {
    this.typed = { ...saved }
  }

  get isDirty(): boolean {
    return !sameTexts(this.typed, this.saved)
  }

  get isRefused(): boolean {
    return Object.keys(this.errors).length > 0
  }

  type(field: Field, text: string): void {
    this.typed = { ...this.typed, [field]: text }
    // What was wrong may be right now; the server will tell.
    if (this.refused && !sameTexts(this.refused, this.typed)) this.forgive()
  }

  refuse(errors: Partial<Record<Field, string>>, sent: Texts): void {
    this.errors = errors
    this.refused = sent
    if (!sameTexts(sent, this.typed)) this.forgive()
  }

  /** Whether it should leave for the server now. One does not interrupt somebody who is in the middle of two numbers. */
  isReady(hasFocus: boolean): boolean {
    if (!this.isDirty || this.clash || this.refused) return false
    const state = readiness(this.typed)
    return state === 'sendable' || (state === 'unfinished' && !hasFocus)
  }

  /** The server holds this now because this page has sent it. */
  settle(sent: Texts): void {
    this.saved = sent
  }

  /** The server holds something that somebody else has written. True when the page has to be drawn anew. */
  learn(theirs: Texts, who: string, at: string): boolean {
    if (sameTexts(theirs, this.saved)) return false
    if (!this.isDirty || sameTexts(theirs, this.typed)) {
      const isNews = !sameTexts(theirs, this.typed)
      this.saved = theirs
      if (isNews) this.typed = { ...theirs }
      this.clash = null
      this.forgive()
      return isNews
    }
    this.saved = theirs
    this.clash = { theirs, who, at }
    return true
  }

  choose(which: 'mine' | 'theirs'): void {
    if (which === 'theirs' && this.clash) this.typed = { ...this.clash.theirs }
    this.clash = null
    this.forgive()
  }

  private forgive(): void {
    this.errors = {}
    this.refused = null
  }
}
