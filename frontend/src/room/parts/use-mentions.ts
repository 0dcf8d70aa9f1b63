import { useEffect, useState } from 'preact/hooks'
import type { Mention } from '../../api/types'
import type { Holder } from '../holder'
import { insert, matching, searchAt, type Search } from '../mentions'
import { useSession, type Session } from '../session'

/** Everybody who can be mentioned: the organisations of the council and the people seen in the room. */
function candidates({ boot, store }: Session): Mention[] {
  const found = new Map<string, Mention>()
  for (const { id, name } of boot.organisations) found.set(id, { kind: 'organisation', id, name })
  for (const { id, name } of boot.people ?? []) found.set(id, { kind: 'person', id, name })
  for (const { author } of store.messages) found.set(author.id, { kind: 'person', id: author.id, name: author.name })
  for (const { person, name } of store.presence.people) found.set(person, { kind: 'person', id: person, name })
  return [...found.values()]
}

export interface Mentioning {
  hits: Mention[]
  active: number
  look(): void
  choose(mention: Mention): void
  /** True when the key was meant for the list. */
  onKey(event: KeyboardEvent): boolean
  close(): void
}

export function useMentions(field: Holder<HTMLTextAreaElement>): Mentioning {
  const session = useSession()
  const { writing } = session
  const [search, setSearch] = useState<Search | null>(null)
  const [active, setActive] = useState(0)
  const [caret, setCaret] = useState<number | null>(null)
  const hits = search ? matching(candidates(session), search.words) : []

  // The caret can be placed only after the new text has been drawn.
  useEffect(() => {
    if (caret === null) return
    field.current?.setSelectionRange(caret, caret)
    setCaret(null)
  }, [caret])

  const look = () => {
    const { current } = field
    setSearch(current ? searchAt(current.value, current.selectionStart) : null)
    setActive(0)
  }
  const choose = (mention: Mention) => {
    if (!field.current || !search) return
    const after = insert(field.current.value, field.current.selectionStart, search, mention)
    writing.mention(after.text, mention)
    setCaret(after.caret)
    setSearch(null)
  }
  const onKey = (event: KeyboardEvent) => {
    const chosen = hits[active]
    if (!chosen) return false
    const run = {
      ArrowDown: () => setActive((active + 1) % hits.length),
      ArrowUp: () => setActive((active + hits.length - 1) % hits.length),
      Enter: () => choose(chosen),
      Tab: () => choose(chosen),
      Escape: () => setSearch(null),
    }[event.key]
    if (!run || event.ctrlKey || event.metaKey) return false
    event.preventDefault()
    event.stopPropagation()
    run()
    return true
  }
  return { hits, active, look, choose, onKey, close: () => setSearch(null) }
}
