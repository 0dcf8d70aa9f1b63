/** The council's clock is Swedish, wherever its members happen to be. */
const ZONE = 'Europe/Stockholm'
const KILO = 1000

export interface Formats {
  moment(iso: string | number): string
  time(iso: string | number): string
  day(iso: string): string
  /** Equal for two moments of the same Swedish day. */
  dayKey(iso: string): string
  date(isoDate: string): string
  list(words: string[]): string
  number(value: number): string
  size(bytes: number): string
}

export function formatsFor(tag: string): Formats {
  const swedish = tag.startsWith('sv')
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: ZONE })
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', timeZone: ZONE })
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE })
  const key = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: ZONE })
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
  const clock = (at: Date) => (swedish ? `kl. ${time.format(at)}` : time.format(at))
  return {
    moment: (iso) => `${date.format(new Date(iso))} ${clock(new Date(iso))}`,
    time: (iso) => clock(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    dayKey: (iso) => key.format(new Date(iso)),
    // Noon keeps a plain date on its own day in every zone.
    date: (isoDate) => date.format(new Date(`${isoDate}T12:00:00Z`)),
    list: (words) => list.format(words),
    number: (value) => number.format(value),
    size(bytes) {
      if (bytes < KILO) return `${bytes} B`
      if (bytes < KILO * KILO) return `${number.format(Math.ceil(bytes / KILO))} kB`
      return `${number.format(bytes / KILO / KILO)} MB`
    },
  }
}
