export const PERIODS = [1, 7, 30, 90] as const
export type Days = (typeof PERIODS)[number]
