/** The questions of polls, check-ins and evaluations, and what can be answered to them. */
export interface Option {
  id: string
  text: string
}

export interface Question {
  id: string
  kind: 'single' | 'several' | 'scale' | 'ranking' | 'words' | 'text'
  text: string
  options: Option[]
  most: number
  low: number
  high: number
  low_label: string
  high_label: string
}

export function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** A choice that is pressed once more is taken back; none is put beyond what one may give. */
export function toggled(chosen: string[], option: string, most: number): string[] {
  if (chosen.includes(option)) return chosen.filter((one) => one !== option)
  return chosen.length < most ? [...chosen, option] : chosen
}

/** The options in the order somebody gave them; those without a place come last, as the plan has them. */
export function ranked(question: Question, value: unknown): Option[] {
  const order = asList(value)
  const place = ({ id }: Option) => (order.includes(id) ? order.indexOf(id) : order.length)
  return question.options.map((option) => option).sort((a, b) => place(a) - place(b))
}

export function movedBy<T>(list: T[], at: number, by: -1 | 1): T[] {
  const moved = [...list]
  const one = moved[at]
  const other = moved[at + by]
  if (one === undefined || other === undefined) return list
  moved[at] = other
  moved[at + by] = one
  return moved
}

export function steps({ low, high }: Question): number[] {
  return Array.from({ length: high - low + 1 }, (_, index) => low + index)
}
