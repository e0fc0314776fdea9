/** The page of the agents: a card for each, and what can be asked of it. */
@NullMarked
package io.facet.app.ui.agents;

import org.jspecify.annotations.NullMarked;
