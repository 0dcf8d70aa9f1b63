import { byOrganisation } from '../core/tables'
import { useSession } from '../session'

/** Who is in the room, by organisation. */
export function PeopleHere() {
  const { store, words } = useSession()
  const people = store.people
  if (people.length === 0) return null
  return (
    <details class="ws-people">
      <summary>{words.whoIsHere}</summary>
      <p class="soft">{words.here(people.length)}</p>
      <dl class="ws-circles">
        {byOrganisation(people).map(({ organisation, people: there }) => (
          <div key={organisation}>
            <dt>{organisation || words.noOrganisation}</dt>
            {there.map(({ id, name }) => (
              <dd key={id}>{name}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  )
}
