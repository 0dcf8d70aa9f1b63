import type { Somebody } from '../../live/protocol'
import { useChanges, useSession } from '../session'

const NAMED = 5

export function PresenceLine() {
  const { store, words, formats, me } = useSession()
  useChanges(store.changes)
  const { count, people } = store.presence
  const others = people.filter(({ person }) => person !== me.id)
  const isSelfCounted = people.length > others.length
  const number = isSelfCounted ? count - 1 : count
  if (number < 1) return null
  if (others.length === 0) return <p class="room-presence">{words.hereCount(number)}</p>
  const named = others.slice(0, NAMED).map(({ name, organisation }) => `${name} (${organisation})`)
  const more = Math.max(others.length, number) - named.length
  return <p class="room-presence">{words.here(formats.list(more > 0 ? [...named, words.andMore(more)] : named))}</p>
}

const who = ({ name, organisation }: Somebody) => (organisation ? `${organisation}, ${name},` : name)

/** Keeps its line also when nobody writes, so that nothing jumps. */
export function TypingLine() {
  const { store, words, formats, me } = useSession()
  useChanges(store.changes)
  const people = store.typing.filter(({ person }) => person !== me.id)
  const [first] = people
  if (!first) return <p class="room-typing" />
  const text =
    people.length === 1 ? words.typingOne(who(first)) : words.typingMany(formats.list(people.map(({ name }) => name)))
  return <p class="room-typing">{text}</p>
}
