/** The page of the agents, with farms that are made up. */
@NullMarked
package io.facet.app.ui.agents;

import org.jspecify.annotations.NullMarked;
