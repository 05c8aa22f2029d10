export const navigation = {
  sections: 'Sections',
  openSections: 'Open sections',
  collapse: 'Narrow the side bar',
  expand: 'Widen the side bar',
} as const;
