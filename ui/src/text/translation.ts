/**
 * What Russian must provide for English texts: every one of them, and for every counted text (`…_other`) one more form for
 * each plural category that English lacks. A missing text is a compile error, not an English word on the page.
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
