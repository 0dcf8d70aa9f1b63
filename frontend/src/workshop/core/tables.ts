import type { Line, Participant, Table } from './views'

export function tablesIn(step: string, tables: Table[]): Table[] {
  return tables.filter((table) => table.step === step).sort((a, b) => a.number - b.number)
}

export function tableOf(step: string, tables: Table[], participant: string | undefined): Table | null {
  const sits = ({ sittings }: Table) => sittings.some((one) => one.participant === participant)
  return tables.find((table) => table.step === step && sits(table)) ?? null
}

export function linesOf(table: string, lines: Line[]): Line[] {
  const here = lines.filter((line) => line.table === table && !line.removed)
  return here.sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}

/** Tables whose stream somebody should follow until what was written there is shown to all: their own, or all if they lead. */
export function tablesToFollow(tables: Table[], participant: string | undefined, leads: boolean): string[] {
  const sits = ({ sittings }: Table) => sittings.some((one) => one.participant === participant)
  const followed = tables.filter((table) => !table.collected && (leads || sits(table)))
  return followed.map(({ id }) => `table:${id}`).sort()
}

export interface Circle {
  organisation: string
  people: Participant[]
}

/** People under the organisation they act for, as one would lay out name tags. */
export function byOrganisation(people: Participant[]): Circle[] {
  const circles = new Map<string, Participant[]>()
  for (const one of people) circles.set(one.organisation, [...(circles.get(one.organisation) ?? []), one])
  const found = [...circles].map(([organisation, there]) => ({ organisation, people: there }))
  // Those without an organisation come last.
  const last = (name: string) => (name === '' ? 1 : 0)
  return found.sort((a, b) => last(a.organisation) - last(b.organisation) || a.organisation.localeCompare(b.organisation, 'sv'))
}
