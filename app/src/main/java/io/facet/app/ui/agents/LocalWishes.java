package io.facet.app.ui.agents;

/**
 * What the settings say of this computer's agent, as far as its card shows it.
 *
 * @param rest whether it rests while its user works
 * @param gpuAuto whether it finds out by itself which GPUs are useful: where it has none then, none works
 */
record LocalWishes(boolean rest, boolean gpuAuto) {}
