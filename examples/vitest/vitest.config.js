import weakfield from "@weakfield/unplugin/vite";

export default {
  plugins: [weakfield()],
  test: { include: ["src/*.spec.ts"], setupFiles: ["src/testing.ts"] },
};
