import type { ApiError } from '../api/http'
import { FIELDS, type Field } from './texts'

const PLACE = /^values\.(\d+)\.(\w+)$/

function isField(name: string): name is Field {
  return (FIELDS as readonly string[]).includes(name)
}

/** Sorts a refusal to the cells that were sent, in that order; what names no cell is said at all of them. */
export function errorsByCell(error: ApiError, sent: string[]): Map<string, Partial<Record<Field, string>>> {
  const found = new Map<string, Partial<Record<Field, string>>>()
  for (const [name, words] of Object.entries(error.problem.errors)) {
    const [, place, field = ''] = PLACE.exec(name) ?? []
    const key = place === undefined ? undefined : sent[Number(place)]
    if (key === undefined) continue
    found.set(key, { ...found.get(key), [isField(field) ? field : 'number']: words.join(' ') })
  }
  if (found.size > 0) return found
  return new Map(sent.map((key) => [key, { number: error.message }]))
}
