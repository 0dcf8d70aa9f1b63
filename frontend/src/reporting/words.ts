import type { Catalogue } from '../i18n'
import type { Cell } from './cell'
import type { Row } from './row'
import { asNumber, hasNumber, readiness, shownNumber, type Texts } from './texts'

/** What a return says about itself, beside its name. */
export function stateWords(row: Row, words: Catalogue): string {
  switch (row.state) {
    case 'typing':
      return words.reportTyping
    case 'saving':
      return words.reportSaving
    case 'saved':
      return words.reportSaved
    case 'waiting':
      return words.reportWaiting
    case 'signed-out':
      return words.reportSignedOut
    case 'refused':
      return words.reportRefused
    case 'clash':
      return words.reportClash
    case 'closed':
      return words.reportClosed
    case 'quiet':
      return row.colleague === '' ? '' : words.reportByColleague(row.colleague)
  }
}

/** What is missing in a cell that nobody writes in any more; nothing when it can be sent as it is. */
export function missingWords(cell: Cell, isIn: boolean, words: Catalogue): string {
  if (isIn || !cell.isDirty) return ''
  const state = readiness(cell.typed)
  if (state === 'needs-number') return words.reportNeedsNumber
  return state === 'needs-lowest' ? words.reportNeedsLowest : ''
}

/** A value as one would say it, for the choice between two. */
export function saidTexts(texts: Texts, operators: Record<string, string>, words: Catalogue): string {
  const details = [texts.source, texts.source_page, texts.measured_on, texts.note].filter((text) => text.trim() !== '')
  return [saidNumber(texts, operators, words), ...details].join(' · ')
}

function saidNumber(texts: Texts, operators: Record<string, string>, words: Catalogue): string {
  if (!hasNumber(texts)) return words.mergeNothing
  const how = texts.operator === 'exact' ? '' : `${operators[texts.operator] ?? ''} `
  if (texts.numerator || texts.denominator) return how + words.shareOf(texts.numerator || '?', texts.denominator || '?')
  return how + (texts.operator === 'range' ? words.fromTo(texts.number, texts.high) : texts.number)
}

export interface Measure {
  /** The figure of the period before, in plain decimal text; empty without one. */
  before: string
  decimals: number
  /** A share is shown times this; none for other figures. */
  scale: number | null
  since: string
}

/** How much a figure has changed since the period before, in words. */
export function changeWords(texts: Texts, { before, decimals, scale, since }: Measure, words: Catalogue): string {
  const now = figure(texts, scale)
  if (now === null || before === '') return ''
  const change = rounded(now - Number(before), decimals)
  if (Number(change) === 0) return words.reportAs(since)
  return words.reportSince((change.startsWith('-') ? '' : '+') + shownNumber(change), since)
}

function figure(texts: Texts, scale: number | null): number | null {
  if (scale === null) return asNumber(texts.number)
  const part = asNumber(texts.numerator)
  const whole = asNumber(texts.denominator)
  return part === null || whole === null || whole === 0 ? null : (part / whole) * scale
}

function rounded(value: number, decimals: number): string {
  return value.toFixed(decimals)
}
