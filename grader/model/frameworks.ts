// Names of frameworks, as people write them, and how their packages and folders are called.

export interface KnownFramework {
  /** As registries and locks have it. */
  readonly packages: readonly string[];
  /** As it is imported: folders under site-packages or node_modules. */
  readonly folders: readonly string[];
}

const KNOWN: readonly (KnownFramework & { readonly names: readonly string[] })[] = [
  { names: ["scikitlearn", "sklearn"], packages: ["scikit-learn"], folders: ["sklearn"] },
  {
    names: ["tensorflow", "keras", "tensorflowjs", "tfjs", "tfjsnode"],
    packages: [
      "tensorflow",
      "tensorflow-cpu",
      "keras",
      "@tensorflow/tfjs",
      "@tensorflow/tfjs-node",
      "@tensorflow/tfjs-core",
    ],
    folders: ["tensorflow", "keras", "@tensorflow"],
  },
  { names: ["pytorch", "torch"], packages: ["torch"], folders: ["torch"] },
  { names: ["spark", "sparkmllib", "pyspark", "apachespark"], packages: ["pyspark"], folders: ["pyspark"] },
  { names: ["xgboost"], packages: ["xgboost"], folders: ["xgboost"] },
  { names: ["lightgbm"], packages: ["lightgbm"], folders: ["lightgbm"] },
  { names: ["catboost"], packages: ["catboost"], folders: ["catboost"] },
  { names: ["statsmodels"], packages: ["statsmodels"], folders: ["statsmodels"] },
  { names: ["jax", "flax"], packages: ["jax"], folders: ["jax"] },
  { names: ["brainjs", "brain"], packages: ["brain.js"], folders: ["brain.js"] },
  {
    names: ["mlcart", "randomforest", "mljs"],
    packages: ["ml-random-forest", "ml-cart"],
    folders: ["ml-cart", "ml-random-forest"],
  },
];

/** Unknown: nothing can be looked for, people look. */
export function knownFramework(declared: string): KnownFramework | undefined {
  const name = declared.toLowerCase().replaceAll(/[^a-z]/g, "");
  return KNOWN.find(({ names }) => names.includes(name));
}
