import { useTranslations } from 'use-intl'

import { Page } from '@/ui/Page'
import { Section } from '@/ui/Section'

import { AnswerList } from './AnswerList'
import { LabelList } from './LabelList'

export function AnswersPage({ mayWrite }: { mayWrite: boolean }) {
  const t = useTranslations('desk')

  return (
    <Page title={t('title')} description={t('description')}>
      <Section title={t('answers')} hint={t('answersHint')}>
        <AnswerList mayWrite={mayWrite} />
      </Section>
      <Section title={t('labels')} hint={t('labelsHint')}>
        <LabelList mayWrite={mayWrite} />
      </Section>
    </Page>
  )
}
