import { useWorkshop } from '../../session'
import { EndIt } from './EndIt'

/** Who leads, so that everybody at a console knows who is at the wheel. */
export function Hosts() {
  const { store, words } = useWorkshop()
  const hosts = store.all('host').filter(({ ended }) => !ended)
  return (
    <section class="ws-desk-card" aria-labelledby="ws-hosts">
      <h2 class="ws-desk-title" id="ws-hosts">
        {words.lead.hosts}
      </h2>
      <ul class="ws-hosts">
        {hosts.map(({ id, name, organisation, role }) => (
          <li key={id}>
            <strong>{name}</strong> <span class="soft">{organisation}</span> <span class={role === 'facilitator' ? 'badge badge-good' : 'badge'}>{words.lead.roles[role]}</span>
          </li>
        ))}
      </ul>
      <div class="ws-end">
        <EndIt />
      </div>
    </section>
  )
}
