import type { Language } from '../i18n'
import type { Amount, IndicatorView } from './views'

/** The shape beside each word, as the server's pages have it. */
const STATUS_ICONS: Record<string, string> = {
  reached: 'circle-check-big',
  on_track: 'circle-check',
  close: 'circle-dot',
  behind: 'circle-alert',
  far_behind: 'octagon-alert',
  no_report: 'circle-dashed',
  no_target: 'circle-minus',
}
const TREND_ICONS: Record<string, string> = {
  improving: 'trending-up',
  unchanged: 'move-right',
  worsening: 'trending-down',
}

export interface Sign {
  label: string
  icon: string
}

/** Figures and statuses in words, the same words that the server's pages use. */
export class Saying {
  constructor(private language: Language) {}

  get words(): Language['words'] {
    return this.language.words
  }

  number(text: string, decimals: number): string {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    return new Intl.NumberFormat(this.language.tag, digits).format(Number(text))
  }

  amount(amount: Amount | null, decimals: number): string {
    const { words } = this.language
    if (!amount) return words.noReport
    const number = this.number(amount.number, decimals)
    switch (amount.operator) {
      case 'about':
        return words.aboutNumber(number)
      case 'more':
        return words.moreThan(number)
      case 'less':
        return words.lessThan(number)
      case 'range':
        return words.betweenNumbers(number, this.number(amount.high ?? amount.number, decimals))
      default:
        return number
    }
  }

  status(word: string): Sign {
    const labels: Record<string, string> = this.language.words.goalStatus
    return { label: labels[word] ?? word, icon: STATUS_ICONS[word] ?? 'circle-minus' }
  }

  /** Nothing when it is not known which way things move. */
  trend(word: string): Sign | null {
    const labels: Record<string, string> = this.language.words.goalTrend
    const icon = TREND_ICONS[word]
    return icon ? { label: labels[word] ?? word, icon } : null
  }

  /** What a screen reader is told: "Platser: 42, i fas". */
  news(view: IndicatorView): string {
    const status = this.status(view.total.status).label.toLocaleLowerCase(this.language.tag)
    return `${view.name}: ${this.amount(view.total.so_far, view.decimals)}, ${status}`
  }
}
