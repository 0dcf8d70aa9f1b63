import type { View } from '../live/protocol'

/** A figure as the server gives it: exact decimal text, never a float. */
export interface Amount {
  operator: 'exact' | 'about' | 'more' | 'less' | 'range'
  number: string
  high: string | null
}

export interface IndicatorView extends View {
  kind: 'indicator'
  name: string
  unit: string
  decimals: number
  total: { so_far: Amount | null; hidden: boolean; status: string; trend: string }
  reported?: number
  expected?: number
}

export interface GoalView extends View {
  kind: 'goal'
  title: string
  status: { word: string; trend: string }
}

export function isIndicator(view: View): view is IndicatorView {
  return view.kind === 'indicator'
}

export function isGoal(view: View): view is GoalView {
  return view.kind === 'goal'
}
