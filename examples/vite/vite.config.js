import weakfield from "@weakfield/unplugin/vite";

export default {
  plugins: [weakfield()],
  build: { sourcemap: true },
};
