import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'

import classes from './FirstSteps.module.css'
import { type Step, STEPS } from './useFirstSteps'

/** What a new company does first. `to`: where each step is taken. */
export function FirstSteps({
  done,
  to,
  onHide,
}: {
  done: Record<Step, boolean>
  to: Record<Step, NonNullable<LinkProps['to']>>
  onHide: () => void
}) {
  const t = useTranslations('firstSteps')
  const next = STEPS.find((step) => !done[step])
  const count = STEPS.filter((step) => done[step]).length

  return (
    <section className={classes.root} aria-labelledby="first-steps">
      <header className={classes.header}>
        <h2 id="first-steps" className={classes.title}>
          {t('title')}
        </h2>
        <span className={classes.progress}>{t('progress', { done: count, all: STEPS.length })}</span>
      </header>
      <p className={classes.hint}>{t('hint')}</p>
      <ol className={classes.list}>
        {STEPS.map((step, index) => (
          <li key={step} className={classes.step} data-done={done[step] || undefined}>
            <span className={classes.mark}>
              {done[step] ? <IconCheck size={17} stroke={2.4} role="img" aria-label={t('isDone')} /> : index + 1}
            </span>
            <div className={classes.words}>
              <p className={classes.name}>{t(`${step}.title`)}</p>
              {!done[step] && <p className={classes.what}>{t(`${step}.hint`)}</p>}
            </div>
            {!done[step] && (
              <Button
                size="sm"
                variant={step === next ? 'filled' : 'default'}
                renderRoot={(props) => <Link to={to[step]} {...props} />}
              >
                {t(`${step}.go`)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Button variant="subtle" size="compact-sm" color="gray" mt="md" onClick={onHide}>
        {t('hide')}
      </Button>
    </section>
  )
}
