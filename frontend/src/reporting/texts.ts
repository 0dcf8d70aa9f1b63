/** What is typed about one cell of a return, and what the server keeps of it. */
export const FIELDS = [
  'operator',
  'number',
  'high',
  'numerator',
  'denominator',
  'measured_on',
  'note',
  'source',
  'source_page',
] as const

export type Field = (typeof FIELDS)[number]
export type Texts = Record<Field, string>

const NUMBERS = new Set<Field>(['number', 'high', 'numerator', 'denominator'])
const DETAILS: Field[] = ['measured_on', 'note', 'source', 'source_page']
const EXACT = 'exact'
const RANGE = 'range'

/** A value as the API gives it: numbers are plain decimal text with a point. */
export interface ValueView {
  cell: string
  operator: string
  number: string | null
  high: string | null
  numerator: string | null
  denominator: string | null
  measured_on: string | null
  note: string
  source: string
  source_page: string
  written_by: { name: string } | null
  written_at: string
}

export function emptyTexts(): Texts {
  return { operator: EXACT, number: '', high: '', numerator: '', denominator: '', measured_on: '', note: '', source: '', source_page: '' }
}

export function textsOf(value: ValueView | undefined): Texts {
  if (!value) return emptyTexts()
  const texts = emptyTexts()
  for (const field of FIELDS) {
    const stored = value[field]
    texts[field] = NUMBERS.has(field) ? shownNumber(stored) : (stored ?? '')
  }
  return texts
}

/** "1234.5" as it is written in Swedish: "1 234,5". Whatever the page's language, the server reads it back alike. */
export function shownNumber(plain: string | null): string {
  if (plain === null) return ''
  const [whole = '', decimals] = plain.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')
  return `${plain.startsWith('-') ? '\u2212' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`
}

/** The number that a text says, as far as the page can tell; the server has the last word. */
export function asNumber(text: string): number | null {
  const plain = plainNumber(text)
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}

function plainNumber(text: string): string {
  return text
    .replace(/[\u2212\u2013\uff0d]/g, '-')
    .replace(/[\s\u00a0\u202f\u2009']/g, '')
    .replace(',', '.')
}

function canonical(texts: Texts): string {
  const parts = FIELDS.map((field) => {
    if (field === 'high' && texts.operator !== RANGE) return ''
    const text = texts[field].trim()
    if (!NUMBERS.has(field)) return text.replace(/\s+/g, ' ')
    const number = asNumber(text)
    return number === null ? text : String(number)
  })
  // How exact nothing is makes no difference.
  if (!hasNumber(texts)) parts[0] = EXACT
  return JSON.stringify(parts)
}

/** Equal for the server: 1 234,50 and 1234.5 are the same number. */
export function sameTexts(one: Texts, other: Texts): boolean {
  return canonical(one) === canonical(other)
}

export function hasNumber(texts: Texts): boolean {
  return [...NUMBERS].some((field) => texts[field].trim() !== '')
}

export function hasDetails(texts: Texts): boolean {
  return DETAILS.some((field) => texts[field].trim() !== '')
}

/** sendable; unfinished: somebody is likely to write on; the others name what is missing. */
export type Readiness = 'sendable' | 'unfinished' | 'needs-number' | 'needs-lowest'

export function readiness(texts: Texts): Readiness {
  if (texts.operator === RANGE && texts.number.trim() === '' && texts.high.trim() !== '') return 'needs-lowest'
  const isEmpty = texts.number.trim() === '' && texts.numerator.trim() === '' && texts.denominator.trim() === ''
  if (isEmpty) return hasDetails(texts) ? 'needs-number' : 'sendable'
  const isHalf = (texts.numerator.trim() === '') !== (texts.denominator.trim() === '')
  const isOpen = texts.operator === RANGE && texts.high.trim() === ''
  return isHalf || isOpen ? 'unfinished' : 'sendable'
}

export function bodyOf(cell: string, texts: Texts): Record<string, string | null> {
  const written = (field: Field) => texts[field].trim() || null
  return {
    cell,
    operator: texts.operator || EXACT,
    number: written('number'),
    high: texts.operator === RANGE ? written('high') : null,
    numerator: written('numerator'),
    denominator: written('denominator'),
    measured_on: written('measured_on'),
    note: texts.note.trim(),
    source: texts.source.trim(),
    source_page: texts.source_page.trim(),
  }
}
