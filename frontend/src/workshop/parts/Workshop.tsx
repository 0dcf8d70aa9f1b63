import { useSession, useChanges } from '../session'
import { Gone } from './Gone'
import { Host } from './host/Host'
import { Participant } from './Participant'
import { Screen } from './screen/Screen'
import { Speech } from './Speech'

const VIEWS = { participant: Participant, host: Host, screen: Screen }

export function Workshop() {
  const { store, boot } = useSession()
  useChanges(store.changes)
  const View = VIEWS[boot.view]
  return (
    <>
      {store.goneReason === null ? <View /> : <Gone />}
      <Speech />
    </>
  )
}
