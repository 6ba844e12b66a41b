import { type SettingName, SETTINGS, type SettingValue, type Texts } from './table'

/** Says what was written for a setting, by its kebab-case name, trimmed; undefined where nothing was. */
export type Source = (name: string) => string | undefined

const sources: Source[] = []

/** Adds sources behind those that are there. */
export const addSources = (further: readonly Source[]): void => {
  sources.push(...further)
}

/** Reads a setting as it holds; anew at each question, since a later source may answer. */
export const readSetting = <Name extends SettingName>(name: Name): SettingValue<Name> => {
  const resolve = SETTINGS[name] as (texts: Texts) => SettingValue<Name>
  return resolve(listTexts(name, sources))
}

/** What is said of a setting that is none of the core's. */
export const readTexts = (name: string): Texts => listTexts(name, sources)

/** What these sources say of a setting. */
export const listTexts = (name: string, among: readonly Source[]): Texts =>
  among.map((source) => source(name)).filter((text) => text !== undefined)
