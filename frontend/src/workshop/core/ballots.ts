import type { Question } from './questions'
import type { Item, QuestionResult, Step, Tally } from './views'

export function dotsGiven(dots: Record<string, number>): number {
  return Object.values(dots).reduce((sum, count) => sum + count, 0)
}

export interface Purse {
  budget: number
  left: number
  most: number
}

export function purseOf(step: Step, dots: Record<string, number>): Purse {
  const budget = step.settings.budget ?? 0
  return { budget, left: Math.max(0, budget - dotsGiven(dots)), most: step.settings.most ?? budget }
}

export interface Row {
  id: string
  text: string
  count: number
  /** Of the longest bar, from 0 to 1. */
  share: number
}

function withShares(rows: Omit<Row, 'share'>[]): Row[] {
  const longest = Math.max(1, ...rows.map(({ count }) => count))
  return rows.map((row) => ({ ...row, share: row.count / longest }))
}

/** What got most dots first; with as many, as they stood on the board. */
export function voteRows(items: Item[], tally: Tally | undefined): Row[] {
  const dots = tally?.results?.items ?? {}
  const rows = items.map(({ id, text }) => ({ id, text, count: dots[id] ?? 0 }))
  return withShares(rows.sort((a, b) => b.count - a.count))
}

/** The bars of one question; none for words that stand for themselves. */
export function questionRows(question: Question, result: QuestionResult): Row[] {
  switch (question.kind) {
    case 'scale': {
      const counts = result.counts ?? {}
      const values = Array.from({ length: question.high - question.low + 1 }, (_, at) => String(question.low + at))
      return withShares(values.map((value) => ({ id: value, text: value, count: counts[value] ?? 0 })))
    }
    case 'ranking':
      return rankingRows(question, result)
    case 'words':
      return withShares((result.words ?? []).map(({ word, count }) => ({ id: word, text: word, count })))
    case 'text':
      return []
    default: {
      const counts = result.options ?? {}
      return withShares(question.options.map(({ id, text }) => ({ id, text, count: Number(counts[id] ?? 0) })))
    }
  }
}

/** The best place first; the bar tells how many put it there. */
function rankingRows(question: Question, result: QuestionResult): Row[] {
  const placed = question.options.map(({ id, text }) => {
    const found = result.options?.[id]
    const { mean, first } = typeof found === 'object' ? found : { mean: null, first: 0 }
    return { id, text, count: first, mean: mean ?? Infinity }
  })
  return withShares(placed.sort((a, b) => a.mean - b.mean).map(({ id, text, count }) => ({ id, text, count })))
}
