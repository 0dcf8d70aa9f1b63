import type { Mention } from '../api/types'

/** On the wire a mention is `@[Name](person:uuid)`; the one who writes sees only `@Name`. */
const TOKEN = /@\[([^\]\n]+)\]\((person|organisation):([0-9a-f-]{36})\)/g

export interface Readable {
  text: string
  mentions: Mention[]
}

export function toReadable(wire: string): Readable {
  const mentions: Mention[] = []
  const text = wire.replace(TOKEN, (_, name: string, kind: Mention['kind'], id: string) => {
    mentions.push({ kind, id, name })
    return `@${name}`
  })
  return { text, mentions }
}

/** Only names chosen from the list become mentions; the longest first, so that no name hides inside another. */
export function toWire({ text, mentions }: Readable): string {
  const byLength = [...mentions].sort((a, b) => b.name.length - a.name.length)
  const chosen = new Map(byLength.map((mention) => [mention.name, mention]))
  if (chosen.size === 0) return text
  const names = [...chosen.keys()].map(escapePattern).join('|')
  // A letter after the name means that it is another, longer word.
  return text.replace(new RegExp(`@(${names})(?![\\p{L}\\p{N}])`, 'gu'), (whole, name: string) => {
    const mention = chosen.get(name)
    return mention ? `@[${name.replace(/[[\]]/g, '')}](${mention.kind}:${mention.id})` : whole
  })
}

export interface Search {
  /** Where the `@` stands. */
  from: number
  words: string
}

/** What is being searched for when the caret stands after an `@` that begins a word. */
export function searchAt(text: string, caret: number): Search | null {
  const found = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}\- ]{0,30})?$/u.exec(text.slice(0, caret))
  if (!found) return null
  const words = found[1] ?? ''
  return { from: caret - words.length - 1, words }
}

const MOST = 6

export function matching(all: Mention[], words: string): Mention[] {
  const wanted = words.trim().toLocaleLowerCase('sv')
  const begins = (name: string) => name.toLocaleLowerCase('sv').startsWith(wanted)
  const hits = all.filter(({ name }) => begins(name) || name.split(' ').some(begins))
  return hits.slice(0, MOST)
}

export function insert(text: string, caret: number, search: Search, mention: Mention): { text: string; caret: number } {
  const before = `${text.slice(0, search.from)}@${mention.name} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

function escapePattern(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
