/** The option of the rules that look for the marker: which modules export it. */
export type ModulesOption = [{ modules: string[] }];

/** The schema and default of `ModulesOption`, to be spread into the meta of a rule. */
export const modulesOption = {
  schema: [
    {
      type: "object",
      properties: {
        modules: {
          type: "array",
          items: { type: "string" },
          description: "Modules that export the marker `field`; the first one is imported.",
        },
      },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ modules: ["weakfield"] }],
} as const satisfies { schema: readonly object[]; defaultOptions: ModulesOption };
