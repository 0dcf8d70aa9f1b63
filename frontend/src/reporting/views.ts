import type { View } from '../live/protocol'
import type { Texts, ValueView } from './texts'

/** A return as REST and the live link show it. */
export interface ReportView extends View {
  kind: 'report'
  revision: number
  indicator: { id: string }
  period: { id: string }
  state: string
  reason: string
  values: ValueView[]
  warnings: { cell: string; code: string; words: string }[]
}

export interface WriteAnswer {
  revision: number
  report: ReportView
}

export interface Clash {
  theirs: Texts
  who: string
  at: string
}

export interface Bootstrap {
  me: { person: string; membership: string }
  urls: { api: string; live: string }
  language: string
  stream: string
  position: { epoch: string; seq: number }
  operators: Record<string, string>
  since: string
}

const EDITABLE = new Set(['', 'draft', 'sent_back'])

export function isReport(view: View): view is ReportView {
  return view.kind === 'report'
}

export function isEditable(state: string): boolean {
  return EDITABLE.has(state)
}
