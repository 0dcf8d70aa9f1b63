import { Icon, type IconName } from '../../../room/parts/Icon'

interface DoProps {
  icon: IconName
  label: string
  run: () => void
  isFirst?: boolean
}

/** A button with its mark. */
export function Do({ icon, label, run, isFirst }: DoProps) {
  return (
    <button type="button" class={isFirst ? 'button ws-big' : 'button-quiet'} onClick={run}>
      <Icon name={icon} />
      {label}
    </button>
  )
}
