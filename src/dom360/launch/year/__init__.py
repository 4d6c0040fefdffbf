"""`dom360 seed demo`: a believable past for the demo companies, written as the product writes."""
