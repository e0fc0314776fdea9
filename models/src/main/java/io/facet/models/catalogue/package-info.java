/** Model cards: what Facet knows about models, shipped with it and added by users. */
@NullMarked
package io.facet.models.catalogue;

import org.jspecify.annotations.NullMarked;
