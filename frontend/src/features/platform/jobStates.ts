export const JOB_STATES = ['todo', 'doing', 'failed'] as const
export type JobState = (typeof JOB_STATES)[number]
