import type { Message } from '../../api/types'
import { useChanges, useSession } from '../session'
import { Icon } from './Icon'

/** The goal that the room belongs to. */
export function GoalLine() {
  const { store, words } = useSession()
  useChanges(store.changes)
  const { goal } = store.room
  if (!goal) return null
  return (
    <p class="room-goal">
      <Icon name="goal" />
      <span>
        {words.belongsTo} <a href={goal.url}>{words.goal(goal.number, goal.title)}</a>
      </span>
    </p>
  )
}

/** What a message has become, and how far it has come. */
export function MadeActivities({ message }: { message: Message }) {
  const { words } = useSession()
  return (
    <>
      {message.activities.map(({ id, title, state, goal }) => (
        <p class="message-activity" key={id}>
          <Icon name="activity" />
          <span>
            {words.becameActivity} <a href={`${goal.url}#activity-${id}`}>{title}</a>{' '}
            <span class="soft">
              ({words.activityStates[state]}, {words.goal(goal.number, goal.title)})
            </span>
          </span>
        </p>
      ))}
    </>
  )
}
