interface Common {
  /** Seldom wanted: behind "more filters" until it is used. */
  rare?: boolean;
}

interface Choice extends Common {
  /** The API's parameter. */
  name: string;
  label: string;
  options: { value: string; label: string }[];
  /** Several values, comma separated. */
  multiple?: boolean;
}

interface DateRange extends Common {
  name: string;
  label: string;
  /** The API's two parameters, e.g. created_from and created_to. */
  range: { from: string; to: string };
}

export type Filter = Choice | DateRange;
