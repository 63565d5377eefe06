/** Placeholder until `npm run contract` writes the real one. */
export interface paths {
  "/api/v1/auth/me/": {
    get: {
      responses: { 200: { content: { "application/json": components["schemas"]["Me"] } } };
    };
  };
}
export interface components {
  schemas: {
    Me: { id: number; display_name: string; role: "sales" | "manager" | "finance" | "admin"; grants: string[] };
  };
}
