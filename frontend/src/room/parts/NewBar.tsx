import { useChanges, useSession } from '../session'
import { Icon } from './Icon'

/** New posts wait below until the reader wants them. */
export function NewBar() {
  const { places, words } = useSession()
  useChanges(places.changes)
  const count = places.unseen.size
  if (count === 0) return null
  return (
    <button type="button" class="new-bar" onClick={() => places.toUnseen()}>
      <Icon name="arrowDown" />
      {words.newPosts(count)}
    </button>
  )
}
