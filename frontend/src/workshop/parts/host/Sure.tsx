import { SmallForm } from '../Form'

interface Props {
  text: string
  yes: string
  run: () => void
  close: () => void
}

/** Asks before what cannot be undone. */
export function Sure({ text, yes, run, close }: Props) {
  const go = () => {
    run()
    close()
  }
  return (
    <SmallForm submit={yes} isDanger onSubmit={go} close={close}>
      <p>{text}</p>
    </SmallForm>
  )
}
