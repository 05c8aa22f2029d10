/**
 * Type of the Russian texts for English ones: every key, and for every plural (`…_other`) one more form for each plural
 * category that English lacks. A missing text is a compile error instead of an English text on the page.
 */
export type Russian<Texts> = Translated<Texts, 'few' | 'many'>;

type Translated<Texts, MorePlurals extends string> = {
  readonly [Key in keyof Texts | ExtraForms<keyof Texts, MorePlurals>]: Key extends keyof Texts
    ? Texts[Key] extends string
      ? string
      : Translated<Texts[Key], MorePlurals>
    : string;
};

type ExtraForms<Key, MorePlurals extends string> = Key extends `${infer Counted}_other`
  ? `${Counted}_${MorePlurals}`
  : never;
