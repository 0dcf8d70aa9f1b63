import { REACTION_KINDS, type Message, type Reaction } from '../../api/types'
import type { OutboxItem } from '../../live/outbox-item'
import { reactionsWith } from '../overlay'
import { useSession } from '../session'
import { Disclosure } from './Disclosure'

interface Props {
  message: Message
  items: OutboxItem[]
}

export function Reactions({ message, items }: Props) {
  const { me } = useSession()
  const reactions = reactionsWith(message, items, me)
  if (reactions.length === 0) return null
  return (
    <ul class="reactions">
      {reactions.map((reaction) => (
        <li key={reaction.kind}>
          <ReactionButton message={message} reaction={reaction} />
        </li>
      ))}
    </ul>
  )
}

function ReactionButton({ message, reaction }: { message: Message; reaction: Reaction }) {
  const { words, formats, actions, store, me } = useSession()
  const { kind, count, people } = reaction
  const isMine = people.some(({ id }) => id === me.id)
  const names = people.map(({ name, organisation }) => (organisation ? `${name} (${organisation})` : name))
  return (
    <button
      type="button"
      class="reaction"
      aria-pressed={isMine}
      disabled={!store.room.abilities?.react}
      onClick={() => actions.react(message, kind, !isMine)}
    >
      {words[kind]} <span class="reaction-count">{count}</span>
      {names.length > 0 && <span class="sr-only"> {words.reactedBy(formats.list(names))}</span>}
    </button>
  )
}

/** The five words one can answer with when a whole reply would be too much. */
export function ReactMenu({ message, items }: Props) {
  const { words, actions, me } = useSession()
  const mine = new Set(
    reactionsWith(message, items, me)
      .filter(({ people }) => people.some(({ id }) => id === me.id))
      .map(({ kind }) => kind),
  )
  return (
    <Disclosure label={words.reactWith} icon="react">
      {(close) => (
        <ul>
          {REACTION_KINDS.map((kind) => (
            <li key={kind}>
              <button
                type="button"
                class="menu-item"
                aria-pressed={mine.has(kind)}
                onClick={() => {
                  actions.react(message, kind, !mine.has(kind))
                  close()
                }}
              >
                {words[kind]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  )
}
