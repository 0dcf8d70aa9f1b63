import type { Message } from '../api/types'
import type { Language } from '../i18n'
import type { Formats } from '../i18n/format'
import type { Clock } from '../live/clock'

const AT_MOST_EVERY = 5_000

/** Tells a screen reader what has arrived, gathered up, so that a lively room does not talk over its reader. */
export class Announcer {
  private gathered: Message[] = []
  private lastSaid = -AT_MOST_EVERY
  private isPlanned = false

  constructor(
    private say: (words: string) => void,
    private language: Language,
    private formats: Formats,
    private clock: Clock,
  ) {}

  arrived(messages: Message[]): void {
    this.gathered.push(...messages)
    if (this.isPlanned) return
    this.isPlanned = true
    // Never at once: what arrives together is said together.
    const wait = Math.max(500, this.lastSaid + AT_MOST_EVERY - this.clock.now())
    this.clock.after(wait, () => this.speak())
  }

  private speak(): void {
    const { gathered, formats, language } = this
    const from = [...new Set(gathered.map(({ organisation }) => organisation.name))]
    this.lastSaid = this.clock.now()
    this.gathered = []
    this.isPlanned = false
    this.say(language.words.announce(gathered.length, formats.list(from)))
  }
}
